// Production: availability zones, one warm instance, 30 days of backups, alerts by e-mail.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'holdfast')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param cosmosBackup = 'Continuous30Days'
param zoneRedundant = true
param alwaysReadyInstances = 1
param logRetentionDays = 90
param logDailyCapGB = 5
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
