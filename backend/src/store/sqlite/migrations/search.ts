export const TEXT_INDEX = `
  -- Behind the log: see store/search.ts. Of the texts themselves nothing is here.
  CREATE VIRTUAL TABLE search_tokens USING fts5 (tokens, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
  -- What is taken out leaves no trace in any page of the index.
  INSERT INTO search_tokens (search_tokens, rank) VALUES ('secure-delete', 1);
  -- Segments are merged a little with each slice, never many at once in the way of what people write.
  INSERT INTO search_tokens (search_tokens, rank) VALUES ('automerge', 0), ('crisismerge', 1000);

  CREATE TABLE search_texts (
    id INTEGER NOT NULL PRIMARY KEY,
    room INTEGER NOT NULL,
    ordinal INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX search_texts_by_place ON search_texts (room, ordinal);

  CREATE TABLE search_positions (
    room INTEGER NOT NULL PRIMARY KEY,
    ordinal INTEGER NOT NULL
  ) STRICT;

  -- Of messages that were in the index: they are said otherwise now, and it does not have that yet.
  CREATE TABLE search_edits (
    room INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (room, ordinal)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE search_state (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    folding TEXT NOT NULL
  ) STRICT;
  `;
