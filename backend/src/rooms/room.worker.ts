import { startRoomThread } from '../room-threads/start-room-thread.ts';
import { loadRules } from './rules/room-logic.ts';

startRoomThread(loadRules);
