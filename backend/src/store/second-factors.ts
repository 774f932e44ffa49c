/** What somebody has to have besides their password. */
export interface StoredSecondFactor {
  /** Sealed: it opens nothing without the server's key. */
  secret: string;
  /** Whoever began to set it up has not shown yet that they can. */
  isConfirmed: boolean;
}

export interface SecondFactorWrites {
  /** In the place of one that was never confirmed. False where there is a confirmed one. */
  beginSecondFactor(wish: { userId: string; secret: string }): boolean;
  /** With the first code that was right. False where there is nothing to confirm. */
  confirmSecondFactor(wish: { userId: string; step: number; recoveryHashes: string[] }): boolean;
  /** False where a code of this time step, or a later one, was taken before. */
  takeStep(wish: { userId: string; step: number }): boolean;
  /** False where it was used before, or never was. */
  takeRecoveryCode(wish: { userId: string; codeHash: string }): boolean;
  endSecondFactor(userId: string): void;
}

export interface SecondFactorReads {
  secondFactor(userId: string): StoredSecondFactor | null;
}
