import { type QuietHours, isQuietAt, wallClockAt } from '@contract/quiet-hours';
import { minuteOf, quietHoursFormat, timeTextOf } from './quiet-hours';

const WARSAW = 'Europe/Warsaw';
const [SUNDAY, MONDAY, FRIDAY, SATURDAY] = [0, 1, 5, 6];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

const hours = (from: string, to: string, days: number[] = EVERY_DAY): QuietHours => ({ on: true, from: minuteOf(from) ?? -1, to: minuteOf(to) ?? -1, days });
const at = (day: number, time: string) => ({ day, minute: minuteOf(time) ?? -1 });

describe('quiet hours', () => {
  it('are none while they are off', () => {
    expect(isQuietAt({ ...hours('00:00', '23:59'), on: false }, at(MONDAY, '12:00'))).toBe(false);
  });

  it('begin with the first minute and end before the last', () => {
    const quiet = ['08:59', '09:00', '16:59', '17:00'].map((time) => isQuietAt(hours('09:00', '17:00'), at(MONDAY, time)));

    expect(quiet).toEqual([false, true, true, false]);
  });

  it('go on over midnight into a day that is not chosen, and do not begin on it', () => {
    const fridays = hours('22:00', '07:00', [FRIDAY]);
    const quiet = [at(FRIDAY, '06:59'), at(FRIDAY, '21:59'), at(FRIDAY, '22:00'), at(SATURDAY, '00:00'), at(SATURDAY, '06:59'), at(SATURDAY, '07:00'), at(SATURDAY, '22:00')].map((clock) => isQuietAt(fridays, clock));

    expect(quiet).toEqual([false, false, true, true, true, false, false]);
  });

  it('go from Saturday into Sunday', () => {
    expect(isQuietAt(hours('22:00', '07:00', [SATURDAY]), at(SUNDAY, '03:00'))).toBe(true);
  });

  it('are the whole day where both times are the same', () => {
    const quiet = [at(MONDAY, '07:59'), at(MONDAY, '08:00'), at(MONDAY, '23:00')].map((clock) => isQuietAt(hours('08:00', '08:00', [MONDAY]), clock));

    expect(quiet).toEqual([false, true, true]);
  });

  it('follow the clock on the wall over the night in which it is set forward', () => {
    const night = hours('22:00', '07:00');
    const instants = ['2026-03-28T20:59Z', '2026-03-28T21:00Z', '2026-03-29T00:59Z', '2026-03-29T01:00Z', '2026-03-29T04:59Z', '2026-03-29T05:00Z'];

    const clocks = instants.map((instant) => wallClockAt(Date.parse(instant), WARSAW));

    expect(clocks.map(({ minute }) => timeTextOf(minute))).toEqual(['21:59', '22:00', '01:59', '03:00', '06:59', '07:00']);
    expect(clocks.map((clock) => isQuietAt(night, clock))).toEqual([false, true, true, true, true, false]);
  });

  it('follow it over the night in which it is set back: an hour more is quiet', () => {
    const instants = ['2026-10-24T20:00Z', '2026-10-25T00:30Z', '2026-10-25T01:30Z', '2026-10-25T05:59Z', '2026-10-25T06:00Z'];

    const clocks = instants.map((instant) => wallClockAt(Date.parse(instant), WARSAW));

    expect(clocks.map(({ minute }) => timeTextOf(minute))).toEqual(['22:00', '02:30', '02:30', '06:59', '07:00']);
    expect(clocks.map((clock) => isQuietAt(hours('22:00', '07:00'), clock))).toEqual([true, true, true, true, false]);
  });

  it('are kept and read again; what somebody else wrote there is not taken', () => {
    const chosen = hours('21:30', '06:15', [MONDAY]);

    expect(quietHoursFormat.read(quietHoursFormat.write(chosen))).toEqual(chosen);
    for (const text of [null, '', 'null', '{}', '{"on":true,"from":-1,"to":5,"days":[]}', '{"on":true,"from":1,"to":1440,"days":[]}', '{"on":true,"from":1,"to":2,"days":[7]}']) expect(quietHoursFormat.read(text).on).toBe(false);
  });

  it('take times as a field gives them', () => {
    expect(['00:00', '07:05', '23:59', '24:00', '12:60', '', '7:05'].map(minuteOf)).toEqual([0, 425, 1_439, null, null, null, null]);
    expect([0, 425, 1_439].map(timeTextOf)).toEqual(['00:00', '07:05', '23:59']);
  });
});
