export { FAULTS, type Fault } from '../room-threads/faults.ts';
