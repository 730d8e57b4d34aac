/** The phases of a search, and how it ended, in words. */
export const PHASES = Object.freeze({
  PENDING: 'starting',
  QUEUED: 'in line',
  EXECUTING: 'running',
  HELD: 'paused',
  COMPLETED: 'done',
  ERROR: 'failed',
  ABORTED: 'cancelled',
  UNKNOWN: 'unknown',
  ARCHIVED: 'archived',
  SUSPENDED: 'suspended',
});

export const OUTCOMES = Object.freeze({
  complete: 'complete',
  partial: 'partly failed',
  empty: 'nothing matched',
  failed: 'failed',
  cancelled: 'cancelled',
});
