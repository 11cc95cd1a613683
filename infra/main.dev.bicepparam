// Development: pay per use, no warm instances.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'holdfast-dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
