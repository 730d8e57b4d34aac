/** Which observation a file belongs to: mostly its path says so, and only the others are noted. */
export class Owners {
  #noted = new Map();

  clear() {
    this.#noted.clear();
  }

  note(file, observation) {
    if (observation !== undefined && file !== undefined && !file.split('/', 2).includes(observation)) {
      this.#noted.set(file, observation);
    }
  }

  /** The first or second directory is named as the observation; else its owner was noted when the file was found. */
  of(file, isObservation) {
    return this.#noted.get(file) ?? file?.split('/', 2).find(isObservation);
  }
}

/** Short lower-case name of a catalogue, '' where none is said. */
export function tableNameOf(said) {
  if (typeof said !== 'string') {
    return '';
  }
  return (/[?&]table=([^&]+)/i.exec(said)?.[1] ?? said.slice(said.lastIndexOf('/') + 1)).toLowerCase();
}
