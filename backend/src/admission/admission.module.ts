import { Module } from '@nestjs/common';
import { AdmissionService } from './admission.service.ts';

@Module({ providers: [AdmissionService], exports: [AdmissionService] })
export class AdmissionModule {}
