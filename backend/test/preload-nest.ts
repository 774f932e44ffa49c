// Links Nest's ES modules before any CommonJS add-on requires them: https://github.com/jestjs/jest/issues/16366
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
import '@nestjs/websockets';
import '@nestjs/swagger';
