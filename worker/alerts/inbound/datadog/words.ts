import type { InboundWords } from "../../rules/inbound-words.ts";

export const words: InboundWords = {
	name: "Datadog",
	short: "Datadog",
	isCatchAll: false,
	howTo:
		"Add a webhook with this URL and the payload below, and name it in a monitor: @webhook-tocsin. A monitor that recovers resolves its incident.",
	template: `{
  "alertId": "$ALERT_ID",
  "alertCycleKey": "$ALERT_CYCLE_KEY",
  "alertTransition": "$ALERT_TRANSITION",
  "alertPriority": "$ALERT_PRIORITY",
  "alertType": "$ALERT_TYPE",
  "alertScope": "$ALERT_SCOPE",
  "title": "$EVENT_TITLE",
  "text": "$TEXT_ONLY_MSG",
  "hostname": "$HOSTNAME",
  "tags": "$TAGS",
  "link": "$LINK"
}`,
};
