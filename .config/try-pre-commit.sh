#!/usr/bin/env bash
# Tries the hook as a user would have it: pre-commit clones this repository at HEAD, builds it with npm, and a scratch
# repository's commit is refused on a finding and accepted after the fix. Needs pre-commit, git and the npm registry.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export PRE_COMMIT_HOME="$scratch/cache"
export GIT_CONFIG_GLOBAL="$scratch/gitconfig" GIT_CONFIG_NOSYSTEM=1
git config --global user.name 'A Committer'
git config --global user.email committer@example.com
git config --global init.defaultBranch main
# A clone may be owned by another user, in a container say.
git config --global --add safe.directory '*'

fail() {
  printf 'FAILED: %s\n' "$1"
  [ ! -f "$scratch/out" ] || cat "$scratch/out"
  exit 1
}

mkdir "$scratch/repository"
cd "$scratch/repository"
git init --quiet
cat >.pre-commit-config.yaml <<YAML
repos:
  - repo: file://$project
    rev: $(git -C "$project" rev-parse HEAD)
    hooks: [{ id: laudit }]
YAML
git add .
pre-commit install >/dev/null

workflow() {
  cat <<JSON
{
  "\$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Logic/workflows",
      "apiVersion": "2019-05-01",
      "name": "orders",
      "location": "westeurope",
      "properties": {
        $1
        "definition": {
          "\$schema": "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
          "contentVersion": "1.0.0.0",
          "triggers": { "manual": { "type": "Request", "kind": "Http", "inputs": { "schema": {} } } },
          "actions": {}
        }
      }
    }
  ]
}
JSON
}

git commit --quiet -m 'Nothing to lint' >"$scratch/out" 2>&1 || fail 'a commit without any JSON was refused'

workflow '' >orders.json
git add orders.json
if git commit --quiet -m 'An open trigger' >"$scratch/out" 2>&1; then fail 'a commit with a finding was accepted'; fi
grep -q open-trigger "$scratch/out" || fail 'the refusal does not name open-trigger'

workflow '"accessControl": { "triggers": { "allowedCallerIpAddresses": [{ "addressRange": "203.0.113.7/32" }] } },' >orders.json
git add orders.json
git commit --quiet -m 'A trigger behind an address' >"$scratch/out" 2>&1 || fail 'the mended commit was refused'
printf 'pre-commit %s: refused on a finding, accepted after the fix\n' "$(pre-commit --version | cut -d' ' -f2)"
