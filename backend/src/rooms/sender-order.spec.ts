import { SenderOrder } from './sender-order.ts';

describe('the order of one sender', () => {
  it('holds where the first is looked up for longer than the next', async () => {
    const order = new SenderOrder();
    const slow = Promise.withResolvers<string>();
    const put: string[] = [];
    const record = (what: string) => Promise.resolve(put.push(what));

    const all = [order.next('ann', () => slow.promise, record), order.next('ann', () => Promise.resolve('second'), record)];
    await order.next('bob', () => Promise.resolve('another sender'), record);
    const before = order.isPreparing('ann');
    slow.resolve('first');
    await Promise.all(all);

    expect(put).toEqual(['another sender', 'first', 'second']);
    expect([before, order.isPreparing('ann'), order.size]).toEqual([true, false, 0]);
  });

  it('does not wait for the answers', async () => {
    const order = new SenderOrder();
    const unanswered = new Promise<never>(() => undefined);

    void order.next('ann', () => Promise.resolve(), () => unanswered);

    await expect(order.next('ann', () => Promise.resolve(), () => Promise.resolve('put'))).resolves.toBe('put');
  });

  it('goes on after one that may not', async () => {
    const order = new SenderOrder();
    const put: string[] = [];
    const record = (what: string) => Promise.resolve(put.push(what));

    const refused = order.next('ann', () => Promise.reject<string>(new Error('refused')), record);
    const next = order.next('ann', () => Promise.resolve('next'), record);

    await expect(refused).rejects.toThrow('refused');
    await next;
    expect(put).toEqual(['next']);
  });
});
