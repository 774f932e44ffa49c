/** Rooms that somebody wants on top of their list. */
export const FAVOURITES = `
  ALTER TABLE read_positions ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
  `;
