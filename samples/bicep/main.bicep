// What the samples need: an account without keys, a deployment, an identity for the program, and who may ask the model.
targetScope = 'resourceGroup'

@description('Name of the account, and its subdomain: https://NAME.openai.azure.com. Unique in all of Azure.')
@minLength(2)
@maxLength(64)
param accountName string = 'foundry-${uniqueString(resourceGroup().id)}'

@description('A region that has the model.')
param location string = resourceGroup().location

@description('Name of the deployment: FOUNDRY_MODEL.')
param deploymentName string = 'gpt-5.5'

@description('The model behind it; npm run sample -- typescript/list-models lists what a region has.')
param modelName string = 'gpt-5.5'
param modelVersion string = '2026-04-24'

@description('Thousands of tokens a minute.')
@minValue(1)
param capacity int = 10

@description('Object id of whoever develops. azd sets AZURE_PRINCIPAL_ID; by hand: az ad signed-in-user show --query id -o tsv. Empty: nobody.')
param principalId string = ''

@description('User for a person, ServicePrincipal for a pipeline. azd sets AZURE_PRINCIPAL_TYPE.')
@allowed(['User', 'ServicePrincipal', 'Group'])
param principalType string = 'User'

// Cognitive Services OpenAI User: may ask models and nothing more. By GUID, since names of roles change.
var openAiUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd')

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: accountName
  location: location
  kind: 'AIServices'
  sku: { name: 'S0' }
  identity: { type: 'SystemAssigned' }
  properties: {
    // Without a subdomain of its own an account takes no Entra tokens.
    customSubDomainName: accountName
    // No keys: whoever calls has a token.
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }
}

resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = {
  parent: account
  name: deploymentName
  sku: { name: 'GlobalStandard', capacity: capacity }
  properties: {
    model: { format: 'OpenAI', name: modelName, version: modelVersion }
  }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${accountName}'
  location: location
}

resource identityMayAsk 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, identity.id, openAiUser)
  scope: account
  properties: {
    roleDefinitionId: openAiUser
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource developerMayAsk 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(principalId)) {
  name: guid(account.id, principalId, openAiUser)
  scope: account
  properties: {
    roleDefinitionId: openAiUser
    principalId: principalId
    principalType: principalType
  }
}

output FOUNDRY_RESOURCE_URL string = 'https://${account.properties.customSubDomainName}.openai.azure.com'
output FOUNDRY_MODEL string = deployment.name
@description('For the program: attach the identity to its host, and set this.')
output AZURE_CLIENT_ID string = identity.properties.clientId
output identityResourceId string = identity.id
