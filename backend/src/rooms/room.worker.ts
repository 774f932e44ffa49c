import { startRoomThread } from '../room-threads/start-room-thread.ts';
import { loadRules } from './room-logic.ts';

startRoomThread(loadRules);
