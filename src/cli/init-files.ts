/** What `laudit init` writes beside the settings; docs/ci/ shows the same, held equal by a test. */

export const PRE_COMMIT = `repos:
  - repo: https://github.com/laudit/laudit
    rev: v0.1.0
    hooks:
      - id: laudit
`;

export const GITHUB_WORKFLOW = `name: laudit
on:
  push:
    branches: [main]
  pull_request:
permissions:
  contents: read
  security-events: write
jobs:
  laudit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes laudit --format github --format sarif:laudit.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: always() && hashFiles('laudit.sarif') != ''
        with:
          sarif_file: laudit.sarif
          category: laudit
`;
