// Production: zones, one instance kept warm, 30 days to restore from, somebody to tell.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'holdfast')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param cosmosBackup = 'Continuous30Days'
param zoneRedundant = true
param alwaysReadyInstances = 1
param logRetentionDays = 90
param logDailyCapGB = 5
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
