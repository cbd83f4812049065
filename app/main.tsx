import { render } from "solid-js/web";
import { Home } from "./screens/home.tsx";
import { Setup } from "./screens/setup.tsx";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("app");
const Screen = location.pathname.replace(/\/$/, "") === "/app/setup" ? Setup : Home;
if (root) render(() => <Screen />, root);
