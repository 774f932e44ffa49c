import type { SearchHit, SearchPage, SearchedRoom } from '@contract/rest';

export function isSearchPage(answer: unknown): answer is SearchPage {
  return isObject(answer) && isListOf(answer['hits'], isHit) && isListOf(answer['rooms'], isSearchedRoom) && (answer['next'] === null || typeof answer['next'] === 'string');
}

function isHit(value: unknown): value is SearchHit {
  if (!isObject(value) || !isObject(value['author'])) return false;
  return typeof value['id'] === 'string' && typeof value['ordinal'] === 'number' && typeof value['at'] === 'number' && isListOf(value['snippet'], isSegment);
}

function isSearchedRoom(value: unknown): value is SearchedRoom {
  return isObject(value) && typeof value['id'] === 'string' && typeof value['slug'] === 'string' && typeof value['name'] === 'string';
}

const isSegment = (value: unknown): value is { text: string } => isObject(value) && typeof value['text'] === 'string';
const isListOf = (value: unknown, is: (each: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
