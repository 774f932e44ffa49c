import jsdom from 'jest-preset-angular/environments/jest-jsdom-env.js';

/** jsdom has no fetch; Node's, with the timeouts it understands, asks real servers in the specs. */
/* global AbortSignal */
export default class JsdomWithFetch extends jsdom.default {
  async setup() {
    await super.setup();
    Object.assign(this.global, { fetch, AbortSignal });
  }
}
