// All app settings. They are set only here, because deploying this resource replaces every setting of the app.
param apiName string

@allowed(['static-web-apps', 'app-service'])
param principalSource string

param identityClientId string
param cosmosEndpoint string
param cosmosDatabase string
param storageName string
param insightsName string
param assetsEndpoint string
param idLength int
param instanceMemoryMB int
param requestsPerMinute int
param uploadMiBPerHour int
param maxSessionsPerUser int
param maxSnapshotsPerUser int
param allowedOrigins array
param showEmailAddresses bool

@secure()
param auditKey string

@description('How many days a replaced version of a session is kept; 0 disables the history.')
@minValue(0)
@maxValue(3650)
param historyDays int = 90

@description('How many days a deleted session or snapshot can be restored.')
@minValue(1)
@maxValue(3650)
param trashDays int = 30

@description('Largest request body as sent, in bytes; the same as REQUEST_SENT_MAX_BYTES in contract/limits.ts.')
param requestSentMaxBytes int = 11534336

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: apiName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    ALLOWED_ORIGINS: join(allowedOrigins, ',')
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    ASSETS_ENDPOINT: assetsEndpoint
    AUDIT_KEY: auditKey
    AZURE_CLIENT_ID: identityClientId
    AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
    AzureWebJobsStorage__clientId: identityClientId
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
    // A sixteenth of the instance's memory: a request body takes about five times its size while it is processed.
    BODY_ROOM_BYTES: string(instanceMemoryMB * 65536)
    COSMOS_DATABASE: cosmosDatabase
    COSMOS_ENDPOINT: cosmosEndpoint
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: string(requestSentMaxBytes)
    HISTORY_DAYS: string(historyDays)
    ID_LENGTH: string(idLength)
    MAX_SESSIONS_PER_USER: string(maxSessionsPerUser)
    MAX_SNAPSHOTS_PER_USER: string(maxSnapshotsPerUser)
    PRINCIPAL_SOURCE: principalSource
    REQUESTS_PER_MINUTE: string(requestsPerMinute)
    SHOW_EMAIL_ADDRESSES: showEmailAddresses ? 'true' : 'false'
    TRASH_DAYS: string(trashDays)
    UPLOAD_MIB_PER_HOUR: string(uploadMiBPerHour)
  }
}
