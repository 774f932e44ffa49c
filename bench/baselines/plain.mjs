/** The chat of Socket.IO's own tutorial, with rooms: each message is broadcast as it comes, nothing is stored. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http);

io.on('connection', (socket) => {
  socket.on('join', (room, ack) => {
    socket.join(room);
    ack();
  });
  socket.on('chat message', (text, room, ack) => {
    io.to(room).emit('chat message', text);
    ack();
  });
});

http.listen(0, '127.0.0.1', () => console.log(`ready ${http.address().port}`));
process.on('disconnect', () => process.exit());
