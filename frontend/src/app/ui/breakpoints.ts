/**
 * Every width at which the page changes its form; the style sheets know no other ones. In rem, and asked of the page
 * (`@container page`) rather than of the screen: so they follow the size of the text, the browser's and the one chosen here.
 */
export const BREAKPOINTS_REM = {
  /** Below it there is one pane at a time. */
  narrow: 37.5,
  /** Below it the sides no longer fit beside the conversation and slide over it. */
  compact: 56.25,
  /** Below it the drawer is shut until somebody opens it. */
  roomy: 68.75,
} as const;
