/** So many reports of customers open an incident by default: one may be mistaken, and two may share an office. */
export const DEFAULT_REPORT_THRESHOLD = 5;
