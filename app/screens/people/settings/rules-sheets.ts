/** Both sheets of the rules, so that they are one file to fetch. */
export { QuietHoursSheet } from "./quiet-hours-sheet.tsx";
export { RulesSheet } from "./rules-sheet.tsx";
