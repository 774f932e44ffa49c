import { readFileSync } from 'node:fs';

/** Which files the build has made of which entries, from the statistics that it leaves behind. */
export class ModuleGraph {
  #outputs;

  constructor(path) {
    this.#outputs = JSON.parse(readFileSync(path, 'utf8')).outputs;
  }

  /** The entries' files and all that those cannot do without, in an order in which they can be read. */
  filesOf(entries) {
    const files = new Set();
    for (const entry of entries) this.#add(this.#fileOf(entry), files);
    return [...files];
  }

  #add(file, files) {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, kind } of this.#outputs[file]?.imports ?? []) if (kind === 'import-statement') this.#add(path, files);
  }

  #fileOf(entry) {
    const [file] = Object.entries(this.#outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
    if (file === undefined) throw new Error(`The build has no file of ${entry}`);
    return file;
  }
}
