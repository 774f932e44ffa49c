import { Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ApiModule } from '../api/api.module.ts';
import { FaultsModule } from '../api/faults.module.ts';
import type { Config } from './config/config.ts';
import { GatewayModule } from '../gateway/gateway.module.ts';
import type { LogOutput } from './log-output.ts';
import { OptionsModule } from './options.module.ts';
import { StoreModule } from './store.module.ts';

@Module({})
export class AppModule {
  static with(config: Config, logOutput: LogOutput): DynamicModule {
    return {
      module: AppModule,
      imports: [
        LoggerModule.forRoot({ pinoHttp: [{ level: config.LOG_LEVEL, autoLogging: false, quietReqLogger: true }, logOutput] }),
        OptionsModule.with(config, logOutput),
        StoreModule.with(config, logOutput),
        GatewayModule,
        ApiModule,
        FaultsModule.register(config.FAULT_INJECTION),
      ],
    };
  }
}
