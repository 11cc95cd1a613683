#!/usr/bin/env bash
# Prints the path of a Bicep compiler, which the .NET SDK downloads on first use. Prints nothing if that is impossible.
set -euo pipefail
cd "$(dirname "$0")"
command -v dotnet > /dev/null || { echo "No .NET SDK, so no Bicep compiler." >&2; exit 1; }

folder=../../node_modules/.cache/bicep
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet restore --packages "$folder" -p:BaseIntermediateOutputPath="$folder/obj/" >&2
ls "$folder"/azure.bicep.commandline.*/*/tools/bicep | sort --version-sort | tail -1
