import "./styles/layers.css";
import "./styles/reset.css";
import "./styles/tokens.css";
import "./styles/text.css";
import { render } from "solid-js/web";
import { startOutbox } from "./outbox/page-outbox.ts";
import { startUnsentTexts } from "./outbox/written/unsent.ts";
import { startSteadyHand } from "./parts/steady.ts";
import { startPush } from "./push/here.ts";
import { startServiceWorker } from "./push/worker-client.ts";
import { AppRouter } from "./router.tsx";
import { ROUTES } from "./routes.ts";
import { watchInstall } from "./screens/people/first-run/install-prompt.ts";
import { askedFirst } from "./shell/route-at.ts";
import { readEarly } from "./state/api.ts";
import { startClock } from "./state/clock.ts";
import { watchNetwork } from "./state/online.ts";
import { startTidying } from "./state/resource.ts";
import { startSession } from "./state/session.ts";
import { startTheme } from "./state/theme.ts";
import { watchTyping } from "./state/typing.ts";

readEarly(askedFirst(ROUTES, location.pathname));
startTheme();
startClock();
watchNetwork();
watchInstall();
watchTyping();
void startSession();
// The gallery is photographed without an instance, where no service worker is.
if (import.meta.env.MODE !== "gallery") void startServiceWorker();
startTidying();
startOutbox();
startUnsentTexts();
startPush();
startSteadyHand();

const root = document.getElementById("app");
if (root) render(() => <AppRouter />, root);
