// Prints the Go types that a v1.PodTemplateSpec is made of, as JSON: kind, name, fields in their order.
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	v1 "k8s.io/api/core/v1"
)

type Field struct {
	Name   string `json:"name"`
	JSON   string `json:"json,omitempty"`
	Inline bool   `json:"inline,omitempty"`
	Type   string `json:"type"`
}

type Type struct {
	Kind   string  `json:"kind"`
	Elem   string  `json:"elem,omitempty"`
	Fields []Field `json:"fields,omitempty"`
}

var types = map[string]Type{}

func walk(t reflect.Type) string {
	name := t.String()
	if _, ok := types[name]; ok {
		return name
	}
	types[name] = Type{}
	r := Type{Kind: t.Kind().String()}
	switch t.Kind() {
	case reflect.Ptr, reflect.Slice, reflect.Map:
		r.Elem = walk(t.Elem())
	case reflect.Struct:
		if name == "resource.Quantity" || name == "v1.Time" || name == "intstr.IntOrString" {
			break
		}
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			tag := strings.Split(f.Tag.Get("json"), ",")
			inline := f.Anonymous && (tag[0] == "" || (len(tag) > 1 && tag[1] == "inline"))
			r.Fields = append(r.Fields, Field{Name: f.Name, JSON: tag[0], Inline: inline, Type: walk(f.Type)})
		}
	}
	types[name] = r
	return name
}

func main() {
	walk(reflect.TypeOf(v1.PodTemplateSpec{}))
	e := json.NewEncoder(os.Stdout)
	e.SetEscapeHTML(false)
	if err := e.Encode(types); err != nil {
		panic(err)
	}
}
