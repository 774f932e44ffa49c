import { Alarm } from './alarm.ts';

describe('an alarm', () => {
  it('ends a pause that has no end of its own', async () => {
    const alarm = new Alarm();

    const paused = alarm.pause();
    alarm.ring();

    await expect(paused).resolves.toBeUndefined();
  });

  it('that was rung before ends the next pause, and no other', async () => {
    const alarm = new Alarm();
    alarm.ring();

    await alarm.pause();
    let isOver = false;
    const second = alarm.pause().then(() => (isOver = true));
    await new Promise(setImmediate);

    expect(isOver).toBe(false);
    alarm.ring();
    await second;
  });

  it('lets a pause end by its time', async () => {
    await expect(new Alarm().pause(1)).resolves.toBeUndefined();
  });
});
