const NOTES_HZ = [659.25, 880];
const NOTE_S = 0.11;
const LOUDNESS = 0.12;
const SILENCE = 0.0001;

let context: AudioContext | null = null;

/** Two short notes, made here: no file is loaded for them. Silent where nobody has touched the page yet, as browsers want it. */
export async function playTone(): Promise<void> {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') await context.resume();
    for (const [index, hertz] of NOTES_HZ.entries()) playNote(context, hertz, context.currentTime + index * NOTE_S);
  } catch {
    // No sound here: it is told otherwise as well.
  }
}

function playNote(audio: AudioContext, hertz: number, at: number): void {
  const note = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: SILENCE });
  volume.gain.setValueAtTime(SILENCE, at);
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, at + NOTE_S / 8);
  volume.gain.exponentialRampToValueAtTime(SILENCE, at + NOTE_S * 2);
  note.connect(volume).connect(audio.destination);
  note.start(at);
  note.stop(at + NOTE_S * 2);
}
