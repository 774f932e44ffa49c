export const goalsTable = () => '';
