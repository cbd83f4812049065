export { SEVERITY_WORDS } from "../../../worker/platform/rules/phrases.ts";
