/** The style of the web page: on a wide window, on a telephone, in the dark, on paper. */
import { inkOn, textOn } from './look.ts';

const PAPER = '#fdfbf7';
const NIGHT = '#1d1b18';

export const pageStyle = (colour: string): string => `
:root{color-scheme:light dark;--paper:${PAPER};--words:#2a2722;--soft:#5d5850;--rule:#ddd3c3;--card:#fff;--ink:${inkOn(PAPER, colour)}}
@media (prefers-color-scheme:dark){:root{--paper:${NIGHT};--words:#ece8e1;--soft:#b5afa4;--rule:#443f38;--card:#26231f;--ink:${inkOn('#26231f', colour)}}}
*{box-sizing:border-box}
html{font:100%/1.55 system-ui,"Segoe UI",Ubuntu,Cantarell,"Noto Sans",sans-serif;hyphens:auto;overflow-wrap:anywhere}
body{margin:0;background:var(--paper);color:var(--words)}
.skip{position:absolute;left:-99em;padding:.6em 1em;background:var(--card);color:var(--words)}
.skip:focus{left:.5em;top:.5em;z-index:1}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
main:focus{outline:none}
header{display:flex;flex-wrap:wrap;align-items:center;gap:1.2rem;padding:1.6rem max(1.2rem,calc(50vw - 26.8rem));background:${colour};color:${textOn(colour)}}
header img{max-width:7rem;max-height:6rem;background:#fff;padding:.4rem;border-radius:.5rem}
header div{flex:1 1 16rem;min-width:0}
header p{margin:0}
.place{font-weight:600;font-size:1.15rem}
h1{margin:.1em 0;font-size:clamp(1.5rem,4.5vw,2.2rem);line-height:1.2}
.when{white-space:nowrap}
main,footer{max-width:56rem;margin:0 auto;padding:0 1.2rem}
h2{margin:2.2rem 0 .6rem;color:var(--ink);font-size:1.5rem;border-bottom:2px solid var(--ink)}
h3{margin:1.6rem 0 .5rem;font-size:1.1rem;color:var(--soft)}
h4{margin:0 0 .4rem;font-size:1rem}
.day{margin:0 0 .7rem;padding:.7rem 1rem;background:var(--card);border:1px solid var(--rule);border-radius:.6rem;break-inside:avoid}
.day p{margin:0;color:var(--soft)}
ul{margin:0;padding:0;list-style:none}
.day li{display:flex;gap:1rem;padding:.3rem 0}
.day li+li{border-top:1px solid var(--rule)}
.hours{flex:0 0 8.6em;font-variant-numeric:tabular-nums;white-space:nowrap}
.day li div{min-width:0;flex:1}
.cat{margin-left:.5em;font-size:.85em;color:var(--soft);white-space:nowrap}
.plain li{padding:.2rem 0}
dt{margin-top:.8rem}
dd{margin:0;white-space:pre-line}
a{color:var(--ink)}
footer{margin-top:2.5rem;padding-bottom:2rem;border-top:1px solid var(--rule)}
footer p{margin:.3rem 0}
@media (max-width:34em){.day li{display:block}.cat{white-space:normal}.when{white-space:normal}}
@media print{:root{--paper:#fff;--card:#fff;--words:#000;--soft:#333;--ink:#000}html{font-size:10pt}.skip{display:none}header{background:none;color:#000;border-bottom:2px solid #000;padding:0 0 .5rem}.day{border-color:#999;padding:.4rem .7rem}h2,h3{break-after:avoid}main,footer{max-width:none;padding:0}@page{margin:14mm}}
`;
