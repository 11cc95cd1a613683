// Alerts for errors, slow responses, throttling, and messages that could not be processed.
param location string
param tags object
param email string
param workspaceId string
param cosmosId string
param poisonQueueName string

// Logs are sampled: each row stands for ItemCount requests. The queue's log shows messages moved to the poison queue.
var logAlerts = [
  {
    name: 'api-errors'
    description: 'The API answered 5xx more than 5 times in 15 minutes.'
    query: 'AppRequests | where ResultCode startswith "5" | summarize Value = sum(ItemCount)'
    threshold: 5
  }
  {
    name: 'api-slow'
    description: 'One in twenty API requests took longer than 3 seconds over 15 minutes.'
    query: 'AppRequests | where Url has "/api/" | summarize Value = percentile(DurationMs, 95)'
    threshold: 3000
  }
  {
    name: 'poison-message'
    description: 'A message about a deleted snapshot failed repeatedly and is in the poison queue. docs/deploy.md explains how to replay it.'
    query: 'StorageQueueLogs | where OperationName == "PutMessage" and Uri contains "/${poisonQueueName}/" | summarize Value = count()'
    threshold: 0
  }
  {
    name: 'housekeeping-failed'
    description: 'The daily housekeeping failed. Nothing is lost; what it should have deleted stays until it works again.'
    query: 'AppRequests | where Name == "housekeeping" and Success == false | summarize Value = sum(ItemCount)'
    threshold: 0
  }
]

resource receivers 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'alerts-by-email'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'holdfast'
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource logAlert 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in logAlerts: {
    name: alert.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: 2
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT15M'
      skipQueryValidation: true // The tables appear with their first rows.
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [receivers.id] }
    }
  }
]

resource throttled 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'database-throttled'
  location: 'global'
  tags: tags
  properties: {
    description: 'Cosmos DB refused more than 50 requests in 15 minutes because the request units were used up.'
    severity: 2
    enabled: true
    scopes: [cosmosId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'requests-refused'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
          metricName: 'TotalRequests'
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 50
        }
      ]
    }
    actions: empty(email) ? [] : [{ actionGroupId: receivers.id }]
  }
}
