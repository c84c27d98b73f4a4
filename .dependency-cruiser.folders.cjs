/** The folders hold no circle. Read without the tests, which may stand on anything (.dependency-cruiser.cjs has the other rules). */
const { options, forbidden } = require('./.dependency-cruiser.cjs');

const tests = forbidden.find(({ name }) => name === 'floor-of-ground').from.pathNot;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle-of-folders',
      comment:
        'no circle of folders (between a folder and one inside it, the rule on files is the one that holds)',
      scope: 'folder',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: { path: [tests, '\\.d\\.mts$'] } },
};
