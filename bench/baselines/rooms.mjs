/** Socket.IO with what a chat needs beside storage: names, membership, Wątek's limits, numbers in each room. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const LIMITS = { name: 40, id: 128, clientId: 64, body: 4_000, packetBytes: 65_536 };
const http = createServer();
const io = new Server(http, { transports: ['websocket'], maxHttpBufferSize: LIMITS.packetBytes });
const heads = new Map();

io.use((socket, next) => {
  const { name } = socket.handshake.auth;
  socket.data.user = { id: socket.id, name };
  next(isText(name, LIMITS.name) ? undefined : new Error('INVALID'));
});

io.on('connection', (socket) => {
  socket.on('room:join', ({ roomId }, ack) => {
    if (!isText(roomId, LIMITS.id)) return ack({ ok: false, code: 'INVALID' });
    socket.join(roomId);
    ack({ ok: true, data: { head: heads.get(roomId) ?? 0 } });
  });
  socket.on('message:send', (message, ack) => ack(send(socket, message)));
});

function send(socket, { roomId, clientId, body }) {
  if (!isText(roomId, LIMITS.id) || !isText(clientId, LIMITS.clientId) || !isText(body, LIMITS.body)) return { ok: false, code: 'INVALID' };
  if (!socket.rooms.has(roomId)) return { ok: false, code: 'NOT_A_MEMBER' };
  const seq = (heads.get(roomId) ?? 0) + 1;
  heads.set(roomId, seq);
  const message = { seq, at: Date.now(), type: 'message.posted', author: socket.data.user, id: `${roomId}-${seq}`, clientId, body };
  io.to(roomId).emit('message', message);
  return { ok: true, data: { seq, at: message.at, id: message.id } };
}

function isText(value, longest) {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

http.listen(0, '127.0.0.1', () => console.log(`ready ${http.address().port}`));
process.on('disconnect', () => process.exit());
