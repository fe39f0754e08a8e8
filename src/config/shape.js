// Made by .config/schemas.mjs from schemas/config.schema.json; not to be edited.
"use strict";
export const validate = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","title":"laudit settings","description":"laudit.config.json: JSON with comments. Globs and paths are relative to the folder of the settings file.","type":"object","additionalProperties":false,"properties":{"$schema":{"type":"string","description":"This schema, for completion in an editor."},"files":{"$ref":"#/definitions/globs","description":"What to read where the command line names no path."},"ignores":{"$ref":"#/definitions/globs","description":"What not to read, besides what git ignores."},"rules":{"$ref":"#/definitions/levels"},"overrides":{"type":"array","description":"Other levels for some files. Of several that match a file the last one with a word about the rule wins.","items":{"type":"object","additionalProperties":false,"required":["files","rules"],"properties":{"files":{"$ref":"#/definitions/globs"},"rules":{"$ref":"#/definitions/levels"}}}},"tenant":{"type":"string","description":"The directory tenant that the inventories are from, as a GUID. An inventory that names another one is refused.","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","examples":["00000000-0000-4000-8000-000000000000"]},"inventory":{"type":"array","description":"Directory inventories: files with the output of `az ad sp list --all`, `az ad app list --all`, `az identity list`.","items":{"type":"string"}},"suppressions":{"type":"array","description":"Findings that are known and accepted, each with its reason.","items":{"type":"object","additionalProperties":false,"required":["rule","reason"],"properties":{"rule":{"type":"string","description":"Id or category of the rule."},"files":{"$ref":"#/definitions/globs","description":"Left out: every file."},"workflow":{"type":"string","description":"Name of the workflow that holds the finding."},"operation":{"type":"string","description":"Name of the trigger or action that holds the finding."},"reason":{"type":"string","pattern":"\\S","examples":["gateway in front checks the caller"],"description":"Why this finding is accepted."},"until":{"type":"string","description":"Last day (UTC) on which the suppression holds.","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}$","examples":["2027-01-31"]}}}}},"definitions":{"globs":{"type":"array","items":{"type":"string"}},"levels":{"type":"object","description":"Level by id or category of a rule; an id wins over its category.","additionalProperties":{"enum":["error","warning","info","off"]}}}};
const schema12 = {"type":"array","items":{"type":"string"}};
const schema14 = {"type":"object","description":"Level by id or category of a rule; an id wins over its category.","additionalProperties":{"enum":["error","warning","info","off"]}};
const pattern0 = new RegExp("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", "u");
const pattern1 = new RegExp("\\S", "u");
const pattern2 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((((((key0 === "$schema") || (key0 === "files")) || (key0 === "ignores")) || (key0 === "rules")) || (key0 === "overrides")) || (key0 === "tenant")) || (key0 === "inventory")) || (key0 === "suppressions"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.$schema !== undefined){
let data0 = data.$schema;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.$schema.type,parentSchema:schema11.properties.$schema,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.files !== undefined){
let data1 = data.files;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 !== "string"){
const err2 = {instancePath:instancePath+"/files/" + i0,schemaPath:"#/definitions/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.items.type,parentSchema:schema12.items,data:data2};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath:instancePath+"/files",schemaPath:"#/definitions/globs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema12.type,parentSchema:schema12,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.ignores !== undefined){
let data3 = data.ignores;
if(Array.isArray(data3)){
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
let data4 = data3[i1];
if(typeof data4 !== "string"){
const err4 = {instancePath:instancePath+"/ignores/" + i1,schemaPath:"#/definitions/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.items.type,parentSchema:schema12.items,data:data4};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/ignores",schemaPath:"#/definitions/globs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema12.type,parentSchema:schema12,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.rules !== undefined){
let data5 = data.rules;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 in data5){
let data6 = data5[key1];
if(!((((data6 === "error") || (data6 === "warning")) || (data6 === "info")) || (data6 === "off"))){
const err6 = {instancePath:instancePath+"/rules/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/levels/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema14.additionalProperties.enum},message:"must be equal to one of the allowed values",schema:schema14.additionalProperties.enum,parentSchema:schema14.additionalProperties,data:data6};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath:instancePath+"/rules",schemaPath:"#/definitions/levels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.overrides !== undefined){
let data7 = data.overrides;
if(Array.isArray(data7)){
const len2 = data7.length;
for(let i2=0; i2<len2; i2++){
let data8 = data7[i2];
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.files === undefined){
const err8 = {instancePath:instancePath+"/overrides/" + i2,schemaPath:"#/properties/overrides/items/required",keyword:"required",params:{missingProperty: "files"},message:"must have required property '"+"files"+"'",schema:schema11.properties.overrides.items.required,parentSchema:schema11.properties.overrides.items,data:data8};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data8.rules === undefined){
const err9 = {instancePath:instancePath+"/overrides/" + i2,schemaPath:"#/properties/overrides/items/required",keyword:"required",params:{missingProperty: "rules"},message:"must have required property '"+"rules"+"'",schema:schema11.properties.overrides.items.required,parentSchema:schema11.properties.overrides.items,data:data8};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key2 in data8){
if(!((key2 === "files") || (key2 === "rules"))){
const err10 = {instancePath:instancePath+"/overrides/" + i2,schemaPath:"#/properties/overrides/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.overrides.items,data:data8};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data8.files !== undefined){
let data9 = data8.files;
if(Array.isArray(data9)){
const len3 = data9.length;
for(let i3=0; i3<len3; i3++){
let data10 = data9[i3];
if(typeof data10 !== "string"){
const err11 = {instancePath:instancePath+"/overrides/" + i2+"/files/" + i3,schemaPath:"#/definitions/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.items.type,parentSchema:schema12.items,data:data10};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/overrides/" + i2+"/files",schemaPath:"#/definitions/globs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema12.type,parentSchema:schema12,data:data9};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data8.rules !== undefined){
let data11 = data8.rules;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key3 in data11){
let data12 = data11[key3];
if(!((((data12 === "error") || (data12 === "warning")) || (data12 === "info")) || (data12 === "off"))){
const err13 = {instancePath:instancePath+"/overrides/" + i2+"/rules/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/levels/additionalProperties/enum",keyword:"enum",params:{allowedValues: schema14.additionalProperties.enum},message:"must be equal to one of the allowed values",schema:schema14.additionalProperties.enum,parentSchema:schema14.additionalProperties,data:data12};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/overrides/" + i2+"/rules",schemaPath:"#/definitions/levels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data11};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/overrides/" + i2,schemaPath:"#/properties/overrides/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.overrides.items.type,parentSchema:schema11.properties.overrides.items,data:data8};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/overrides",schemaPath:"#/properties/overrides/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.overrides.type,parentSchema:schema11.properties.overrides,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.tenant !== undefined){
let data13 = data.tenant;
if(typeof data13 === "string"){
if(!pattern0.test(data13)){
const err17 = {instancePath:instancePath+"/tenant",schemaPath:"#/properties/tenant/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"+"\"",schema:"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$",parentSchema:schema11.properties.tenant,data:data13};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/tenant",schemaPath:"#/properties/tenant/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.tenant.type,parentSchema:schema11.properties.tenant,data:data13};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.inventory !== undefined){
let data14 = data.inventory;
if(Array.isArray(data14)){
const len4 = data14.length;
for(let i4=0; i4<len4; i4++){
let data15 = data14[i4];
if(typeof data15 !== "string"){
const err19 = {instancePath:instancePath+"/inventory/" + i4,schemaPath:"#/properties/inventory/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.inventory.items.type,parentSchema:schema11.properties.inventory.items,data:data15};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/inventory",schemaPath:"#/properties/inventory/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.inventory.type,parentSchema:schema11.properties.inventory,data:data14};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.suppressions !== undefined){
let data16 = data.suppressions;
if(Array.isArray(data16)){
const len5 = data16.length;
for(let i5=0; i5<len5; i5++){
let data17 = data16[i5];
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.rule === undefined){
const err21 = {instancePath:instancePath+"/suppressions/" + i5,schemaPath:"#/properties/suppressions/items/required",keyword:"required",params:{missingProperty: "rule"},message:"must have required property '"+"rule"+"'",schema:schema11.properties.suppressions.items.required,parentSchema:schema11.properties.suppressions.items,data:data17};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data17.reason === undefined){
const err22 = {instancePath:instancePath+"/suppressions/" + i5,schemaPath:"#/properties/suppressions/items/required",keyword:"required",params:{missingProperty: "reason"},message:"must have required property '"+"reason"+"'",schema:schema11.properties.suppressions.items.required,parentSchema:schema11.properties.suppressions.items,data:data17};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key4 in data17){
if(!((((((key4 === "rule") || (key4 === "files")) || (key4 === "workflow")) || (key4 === "operation")) || (key4 === "reason")) || (key4 === "until"))){
const err23 = {instancePath:instancePath+"/suppressions/" + i5,schemaPath:"#/properties/suppressions/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.suppressions.items,data:data17};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data17.rule !== undefined){
let data18 = data17.rule;
if(typeof data18 !== "string"){
const err24 = {instancePath:instancePath+"/suppressions/" + i5+"/rule",schemaPath:"#/properties/suppressions/items/properties/rule/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.suppressions.items.properties.rule.type,parentSchema:schema11.properties.suppressions.items.properties.rule,data:data18};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data17.files !== undefined){
let data19 = data17.files;
if(Array.isArray(data19)){
const len6 = data19.length;
for(let i6=0; i6<len6; i6++){
let data20 = data19[i6];
if(typeof data20 !== "string"){
const err25 = {instancePath:instancePath+"/suppressions/" + i5+"/files/" + i6,schemaPath:"#/definitions/globs/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.items.type,parentSchema:schema12.items,data:data20};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/suppressions/" + i5+"/files",schemaPath:"#/definitions/globs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema12.type,parentSchema:schema12,data:data19};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data17.workflow !== undefined){
let data21 = data17.workflow;
if(typeof data21 !== "string"){
const err27 = {instancePath:instancePath+"/suppressions/" + i5+"/workflow",schemaPath:"#/properties/suppressions/items/properties/workflow/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.suppressions.items.properties.workflow.type,parentSchema:schema11.properties.suppressions.items.properties.workflow,data:data21};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data17.operation !== undefined){
let data22 = data17.operation;
if(typeof data22 !== "string"){
const err28 = {instancePath:instancePath+"/suppressions/" + i5+"/operation",schemaPath:"#/properties/suppressions/items/properties/operation/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.suppressions.items.properties.operation.type,parentSchema:schema11.properties.suppressions.items.properties.operation,data:data22};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data17.reason !== undefined){
let data23 = data17.reason;
if(typeof data23 === "string"){
if(!pattern1.test(data23)){
const err29 = {instancePath:instancePath+"/suppressions/" + i5+"/reason",schemaPath:"#/properties/suppressions/items/properties/reason/pattern",keyword:"pattern",params:{pattern: "\\S"},message:"must match pattern \""+"\\S"+"\"",schema:"\\S",parentSchema:schema11.properties.suppressions.items.properties.reason,data:data23};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/suppressions/" + i5+"/reason",schemaPath:"#/properties/suppressions/items/properties/reason/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.suppressions.items.properties.reason.type,parentSchema:schema11.properties.suppressions.items.properties.reason,data:data23};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data17.until !== undefined){
let data24 = data17.until;
if(typeof data24 === "string"){
if(!pattern2.test(data24)){
const err31 = {instancePath:instancePath+"/suppressions/" + i5+"/until",schemaPath:"#/properties/suppressions/items/properties/until/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",parentSchema:schema11.properties.suppressions.items.properties.until,data:data24};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/suppressions/" + i5+"/until",schemaPath:"#/properties/suppressions/items/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.suppressions.items.properties.until.type,parentSchema:schema11.properties.suppressions.items.properties.until,data:data24};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/suppressions/" + i5,schemaPath:"#/properties/suppressions/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.suppressions.items.type,parentSchema:schema11.properties.suppressions.items,data:data17};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/suppressions",schemaPath:"#/properties/suppressions/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.suppressions.type,parentSchema:schema11.properties.suppressions,data:data16};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}
