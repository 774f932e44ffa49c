import { Component } from '@angular/core';
@Component({ selector: 'wt-no-room', template: '' })
export class NoRoom {}
