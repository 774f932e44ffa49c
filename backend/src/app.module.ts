import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ApiModule } from './api/api.module.ts';
import { CONFIG, type Config } from './config/config.ts';
import { GatewayModule } from './gateway/gateway.module.ts';
import { StoreModule } from './store.module.ts';

@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({ pinoHttp: { level: config.LOG_LEVEL, autoLogging: false, quietReqLogger: true } }),
    }),
    StoreModule,
    GatewayModule,
    ApiModule,
  ],
})
export class AppModule {}
