/**
 * The load generator: a process of its own, so that its core can be chosen and its work does not slow down the server.
 * The runner sends { method, params }, and gets { result } or { error }. It ends with its runner.
 */
import { Comeback } from './comeback.mjs';
import { Crowd } from './crowd.mjs';
import { Wake } from './wake.mjs';

const actors = { crowd: new Crowd(), comeback: new Comeback(), wake: new Wake() };

process.on('message', ({ id, actor, method, params }) => {
  answer(actor, method, params).then(
    (result) => process.send({ id, result: result ?? null }),
    (error) => process.send({ id, error: error.stack }),
  );
});
process.on('disconnect', () => process.exit());

async function answer(actor, method, params) {
  return actors[actor][method](params);
}
