/** The first page, until the console stands: what this is, what it is not, where to go on. No asset from elsewhere. */
export const LANDING_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>购服 Goufu</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%23a61e22'/%3E%3Cpath d='M4 8.5 7 11.5 12 5' stroke='white' stroke-width='2' fill='none'/%3E%3C/svg%3E">
<style>
:root { --ink: #1d2329; --soft: #5a6570; --line: #d9dee3; --paper: #fff; --ground: #f4f6f8; --mark: #a61e22; --note: #fff6e0; --noteline: #c98a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebee; --soft: #a3adb7; --line: #343c44; --paper: #1b2026; --ground: #12161a; --mark: #f0898c; --note: #33290f; --noteline: #e0ad3a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; }
main { max-width: 860px; margin: 0 auto; padding: 48px 20px 64px; }
h1 { margin: 0; font-size: 40px; letter-spacing: .06em; }
h1 small { font-size: 20px; font-weight: 500; letter-spacing: 0; color: var(--soft); }
.rule { width: 64px; height: 4px; margin: 12px 0 24px; background: var(--mark); border-radius: 2px; }
p { margin: 0 0 12px; } .en { color: var(--soft); }
.note { margin: 28px 0; padding: 16px 20px; background: var(--note); border-left: 4px solid var(--noteline); border-radius: 6px; }
.note p:last-child { margin: 0; }
ol { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px; margin: 28px 0; padding: 0; list-style: none; counter-reset: stage; }
ol li { padding: 12px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; counter-increment: stage; }
ol li::before { content: counter(stage); display: block; color: var(--mark); font-weight: 700; }
ol span { display: block; font-size: 13px; color: var(--soft); }
nav { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 12px; }
nav a { display: block; padding: 16px 18px; background: var(--paper); color: inherit; text-decoration: none; border: 1px solid var(--line); border-radius: 8px; }
nav a:hover, nav a:focus-visible { border-color: var(--mark); outline: 2px solid var(--mark); outline-offset: 1px; }
nav b { display: block; } nav code { font-size: 13px; color: var(--soft); }
footer { margin-top: 36px; font-size: 14px; color: var(--soft); }
@media (max-width: 640px) { ol { grid-template-columns: 1fr; } h1 { font-size: 32px; } }
</style>
</head>
<body>
<main>
<h1>购服 <small lang="en">Goufu</small></h1>
<div class="rule"></div>
<p>政府购买服务流程引擎：一个项目从目录、预算、采购与合同、履约与支付，到绩效评价与公开，每一步都有办理人、期限、依据和留痕。</p>
<p class="en" lang="en">A workflow engine for government purchase of services: each step of a project, from catalogue to evaluation, has its person, its due date, its legal ground and its trace.</p>
<ol>
<li>目录与需求<span lang="en">Catalogue</span></li>
<li>预算<span lang="en">Budget</span></li>
<li>采购与合同<span lang="en">Contracting</span></li>
<li>履约与支付<span lang="en">Delivery</span></li>
<li>评价与公开<span lang="en">Evaluation</span></li>
</ol>
<div class="note" role="note">
<p><b>演示模式。</b>登录不验密码，任何人都能以任何账号办理；数据为演示数据，部分限额和目录编码尚待确认。请勿录入真实数据。</p>
<p class="en" lang="en"><b>Demonstration mode.</b> Signing in asks no password and anybody can act as anybody; the data is for demonstration, some thresholds and codes are still to be confirmed. Enter no real data.</p>
</div>
<nav aria-label="入口 Entrances">
<a href="/api/docs"><b>接口文档 API pages</b><code>/api/docs</code></a>
<a href="/api/openapi.json"><b>OpenAPI 3.1</b><code>/api/openapi.json</code></a>
<a href="/api/v1/demo/accounts"><b>演示账号 Demo accounts</b><code>/api/v1/demo/accounts</code></a>
<a href="/healthz"><b>运行状况 Health</b><code>/healthz</code></a>
</nav>
<footer>
<p>网页控制台尚未建成，目前通过接口和 <code>goufu</code> 命令办理。<br><span lang="en">The web console does not exist yet; for now work goes through the API and the <code>goufu</code> command.</span></p>
</footer>
</main>
</body>
</html>
`;
