/** Dates and times. None is computed: formats follow cultures and time zone data that we do not have. */
import { fn } from '../spec.ts';
import type { FunctionSpec, More } from '../spec.ts';

const NOW: More = { purity: 'once' };

export const DATE: readonly FunctionSpec[] = [
  fn('date', 'addDays', 'timestamp: string, days: integer, format?: string', 'string'),
  fn('date', 'addHours', 'timestamp: string, hours: integer, format?: string', 'string'),
  fn('date', 'addMinutes', 'timestamp: string, minutes: integer, format?: string', 'string'),
  fn('date', 'addSeconds', 'timestamp: string, seconds: integer, format?: string', 'string'),
  fn('date', 'addToTime', 'timestamp: string, interval: integer, timeUnit: string, format?: string', 'string'),
  fn('date', 'convertFromUtc', 'timestamp: string, destinationTimeZone: string, format?: string', 'string'),
  fn(
    'date',
    'convertTimeZone',
    'timestamp: string, sourceTimeZone: string, destinationTimeZone: string, format?: string',
    'string',
  ),
  fn('date', 'convertToUtc', 'timestamp: string, sourceTimeZone: string, format?: string', 'string'),
  fn('date', 'dateDifference', 'startDate: string, endDate: string', 'string'),
  fn('date', 'dayOfMonth', 'timestamp: string', 'integer'),
  fn('date', 'dayOfWeek', 'timestamp: string', 'integer'),
  fn('date', 'dayOfYear', 'timestamp: string', 'integer'),
  fn('date', 'formatDateTime', 'timestamp: string, format?: string, locale?: string', 'string'),
  fn('date', 'formatTimeSpan', 'timeSpan: string, format: string, culture?: string', 'string', null, { doc: null }),
  fn('date', 'getFutureTime', 'interval: integer, timeUnit: string, format?: string', 'string', null, NOW),
  fn('date', 'getPastTime', 'interval: integer, timeUnit: string, format?: string', 'string', null, NOW),
  fn('date', 'parseDateTime', 'timestamp: string, locale?: string, format?: string', 'string'),
  fn('date', 'startOfDay', 'timestamp: string, format?: string', 'string'),
  fn('date', 'startOfHour', 'timestamp: string, format?: string', 'string'),
  fn('date', 'startOfMonth', 'timestamp: string, format?: string', 'string'),
  fn('date', 'subtractFromTime', 'timestamp: string, interval: integer, timeUnit: string, format?: string', 'string'),
  fn('date', 'ticks', 'timestamp: string', 'integer'),
  fn('date', 'utcNow', 'format?: string', 'string', null, NOW),
];
