import { Component } from '@angular/core';
@Component({ selector: 'wt-room-page', template: '' })
export class RoomPage {}
