import { busy } from './busy.mjs';
import { comeback } from './comeback.mjs';
import { growth } from './growth.mjs';
import { history } from './history.mjs';
import { idle } from './idle.mjs';
import { ingest } from './ingest.mjs';
import { isolation } from './isolation.mjs';
import { liveRooms } from './live-rooms.mjs';
import { lone } from './lone.mjs';
import { manyRooms } from './many-rooms.mjs';
import { saturated } from './saturated.mjs';

export const SCENARIOS = [saturated, busy, lone, isolation, manyRooms, ingest, idle, liveRooms, comeback, growth, history];
