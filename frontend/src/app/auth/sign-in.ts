import { Component, inject } from '@angular/core';
import { LanguageSwitch } from '../i18n/language-switch';
import { Brand } from '../ui/brand';
import { DoorInfo } from './door-info';
import { Entrance } from './entrance';

@Component({
  selector: 'wt-sign-in',
  imports: [Brand, Entrance, LanguageSwitch],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.css',
})
export class SignIn {
  protected readonly info = inject(DoorInfo);
  protected readonly action = $localize`:@@door.enter:Start talking`;
}
