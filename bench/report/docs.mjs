export const writeDocs = () => undefined;
