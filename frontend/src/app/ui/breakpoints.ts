/** Every width at which the page changes its form; the style sheets know no other ones. */
export const BREAKPOINTS_PX = {
  /** Below it there is one pane at a time. */
  narrow: 600,
  /** Below it the sides no longer fit beside the conversation and slide over it. */
  compact: 900,
} as const;

export const COMPACT = `(width < ${BREAKPOINTS_PX.compact}px)`;
