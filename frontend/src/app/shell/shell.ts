import { Component } from '@angular/core';
@Component({ selector: 'wt-shell', template: '' })
export class Shell {}
