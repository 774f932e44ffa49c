import { findBroker } from './servers/baselines.mjs';

/** Those aside show where a baseline stands; two rounds are enough for that. */
const ROUNDS_ASIDE = 2;
const BROKERS = ['nats', 'mosquitto'];

/** All rounds of a scenario, servers in turn within each; what a round measured stands under its server and variant. */
export async function runScenario(scenario, options) {
  const started = performance.now();
  const outcome = { name: scenario.name, title: scenario.title, setting: scenario.setting ?? {}, rounds: {}, skipped: [], errors: [] };
  console.log(`\n(${scenario.key}) ${scenario.title}`);
  const kinds = runnable(scenario.kinds, options, outcome);
  const aside = options.quick ? [] : runnable(scenario.aside ?? [], options, outcome);
  const rounds = options.profile === null ? (scenario.rounds?.(options) ?? options.rounds) : 1;
  for (let round = 0; round < rounds; round++) {
    for (const kind of turned(round < ROUNDS_ASIDE ? [...kinds, ...aside] : kinds, round)) {
      for (const variant of scenario.variants?.(options) ?? [undefined]) await runRound({ scenario, options, outcome, kind, variant, round });
    }
  }
  outcome.seconds = Math.round((performance.now() - started) / 1_000);
  console.log(`  ${outcome.seconds} s`);
  return outcome;
}

async function runRound({ scenario, options, outcome, kind, variant, round }) {
  const label = variant === undefined ? kind : `${kind} ${variant}`;
  try {
    const figures = await scenario.round(options, kind, variant);
    (outcome.rounds[label] ??= []).push(figures);
    console.log(`  ${String(round + 1).padStart(2)} ${label.padEnd(14)} ${brief(figures)}`);
  } catch (error) {
    outcome.errors.push({ label, round, error: String(error) });
    console.log(`  ${String(round + 1).padStart(2)} ${label.padEnd(14)} failed: ${error.stack ?? error}`);
  }
}

/** Another one begins each round, so that nobody always comes after the same. */
function turned(kinds, round) {
  const from = round % kinds.length;
  return [...kinds.slice(from), ...kinds.slice(0, from)];
}

function runnable(kinds, { profile }, outcome) {
  if (profile !== null) return kinds.filter((kind) => kind === 'watek');
  return kinds.filter((kind) => {
    if (!BROKERS.includes(kind) || findBroker(kind) !== undefined) return true;
    outcome.skipped.push(kind);
    console.log(`  ${kind} is not installed: skipped`);
    return false;
  });
}

/** The figures of a round that are plain numbers or latencies, for whoever watches. */
function brief(figures) {
  return Object.entries(figures)
    .filter(([, value]) => typeof value === 'number' || value?.p50 !== undefined)
    .map(([name, value]) => (typeof value === 'number' ? `${name} ${short(value)}` : `${name} ${short(value?.p50)}/${short(value?.p99)}`))
    .join('  ');
}

function short(value) {
  if (value === null || value === undefined) return '-';
  return value >= 1_000 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(3)));
}
