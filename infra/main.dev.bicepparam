// Development: pay by use, sleep when idle.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'holdfast-dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
