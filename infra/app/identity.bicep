// The identity of the API. It is created first, so that its roles exist before the functions start.
// Its role assignments are named after it: delete them together, or Azure refuses the next deployment.
param name string
param location string
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
