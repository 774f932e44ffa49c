/** What is counted of the log. */
export abstract class LogFigures {
  /** Lines that were not written, since the start. */
  abstract readonly lost: number;
}
